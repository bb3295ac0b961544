"""The lowest versions that settings.ini claims to run with, for `pip install $(python .ci/lowest.py)`."""
from configparser import ConfigParser
from pathlib import Path

settings = ConfigParser(delimiters=['='])
settings.read(Path(__file__).resolve().parent.parent/'settings.ini', encoding='utf-8')
print(*(r.replace('>=', '==') for r in settings['DEFAULT']['requirements'].split()))
