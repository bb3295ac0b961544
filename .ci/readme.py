"""Make README.md from nbs/index.ipynb with nbconvert; `--check` only says whether it is in sync.

Links in the notebook are relative to nbs/, those of the README to the top of the repository.
"""
import re, sys
from pathlib import Path
from nbconvert import MarkdownExporter
from traitlets.config import Config

top = Path(__file__).resolve().parent.parent
config = Config()
config.TagRemovePreprocessor.enabled = False
config.MarkdownExporter.exclude_input = True
text, _ = MarkdownExporter(config=config).from_filename(str(top/'nbs'/'index.ipynb'))
text = re.sub(r'\]\((?!https?:|#|\.\./)([^)]+)\)', r'](nbs/\1)', text)
text = re.sub(r'\]\(\.\./', '](', text)
text = re.sub(r'\n{3,}', '\n\n', text).strip() + '\n'
text = '<!-- Made from nbs/index.ipynb by .ci/readme.py; edit the notebook. -->\n\n' + text
readme = top/'README.md'
if '--check' in sys.argv:
    if readme.read_text(encoding='utf-8') != text: sys.exit('README.md is not in sync with nbs/index.ipynb: run python .ci/readme.py')
else: readme.write_text(text, encoding='utf-8')
