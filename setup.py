"""The package's metadata lives in `settings.ini`, which nbdev reads too; this file only hands it to setuptools."""
import re
from configparser import ConfigParser
from pathlib import Path
from setuptools import setup, find_packages

parser = ConfigParser(delimiters=['='])
parser.read('settings.ini', encoding='utf-8')
cfg = parser['DEFAULT']
pythons = [f'3.{minor}' for minor in range(int(cfg['min_python'].split('.')[1]), 14)]


def readme() -> str:
    "README.md with its links into the repository made absolute, since a package index shows it alone."
    text = Path('README.md').read_text(encoding='utf-8')
    text = re.sub(r'!\[([^\]]*)\]\((?!https?:|#)', rf"![\1]({cfg['git_url']}/raw/{cfg['branch']}/", text)
    return re.sub(r'\]\((?!https?:|#)', rf"]({cfg['git_url']}/blob/{cfg['branch']}/", text)


setup(
    name=cfg['lib_name'],
    version=cfg['version'],
    description=cfg['description'],
    long_description=readme(),
    long_description_content_type='text/markdown',
    keywords=cfg['keywords'],
    author=cfg['author'],
    author_email=cfg['author_email'],
    url=cfg['git_url'],
    project_urls={'Documentation': cfg['doc_host'] + cfg['doc_baseurl'], 'Changelog': f"{cfg['git_url']}/blob/{cfg['branch']}/CHANGELOG.md"},
    license='Apache-2.0',
    packages=find_packages(include=['tgr', 'tgr.*']),
    package_data={'tgr': ['look.mplstyle', 'py.typed']},
    python_requires=f">={cfg['min_python']}",
    install_requires=cfg['requirements'].split(),
    extras_require={extra: cfg[f'{extra}_requirements'].split() for extra in ('dev', 'timm', 'hub')},
    entry_points={'console_scripts': cfg['console_scripts'].split('\n'),
                  'nbdev': [f"{cfg['lib_name']}={cfg['lib_path']}._modidx:d"]},
    classifiers=['Development Status :: 3 - Alpha', 'Intended Audience :: Science/Research', 'Natural Language :: English',
                 *(f'Programming Language :: Python :: {p}' for p in pythons)],
    zip_safe=False,
)
