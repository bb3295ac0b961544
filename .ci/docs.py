"""Convert every notebook to HTML and follow the links: each that points inside must lead to a page, a file or a heading that is there.

`python .ci/docs.py [FOLDER]` keeps the pages in FOLDER. Quarto builds the published site from the same notebooks; that its sidebar names each of them
once is checked too.
"""
import re, sys, tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
import yaml
from nbconvert import HTMLExporter

top = Path(__file__).resolve().parent.parent
nbs = top/'nbs'


class Page(HTMLParser):
    "The links, the pictures and the anchors of a page."
    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)
    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if 'id' in attrs: self.ids.add(attrs['id'])
        link = attrs.get('href') if tag == 'a' else attrs.get('src') if tag == 'img' else None
        if link: self.links.append(link)


def convert(folder: Path) -> dict[Path, Page]:
    "Each notebook as a page of `folder`, by its notebook."
    pages, exporter = {}, HTMLExporter(template_name='lab')
    for path in sorted(nbs.rglob('*.ipynb')):
        if '.ipynb_checkpoints' in path.parts: continue
        text, _ = exporter.from_filename(str(path))
        text = re.sub(r'(href="[^":#]+)\.ipynb(["#])', r'\1.html\2', text)
        page = folder/path.relative_to(nbs).with_suffix('.html')
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding='utf-8')
        pages[path] = Page(text)
    return pages


def broken(path: Path, page: Page, pages: dict[Path, Page]) -> list[str]:
    "What of a page's links leads nowhere."
    out = []
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc: continue
        target = (path.parent/unquote(parts.path)).resolve() if parts.path else path
        if target.suffix == '.html': target = target.with_suffix('.ipynb')
        if not target.exists() or not target.is_relative_to(top): out.append(f'{path.relative_to(nbs)}: {link} leads nowhere')
        elif parts.fragment and target in pages and not {parts.fragment, unquote(parts.fragment)} & pages[target].ids: out.append(f'{path.relative_to(nbs)}: no heading {link}')
    return out


def listed(tree: object) -> list[str]:
    "Every notebook that the configuration of the site names in its sidebar."
    if isinstance(tree, str): return [tree] if tree.endswith('.ipynb') else []
    if isinstance(tree, dict): return listed([v for k, v in tree.items() if k in ('sidebar', 'contents', 'href')])
    return [x for v in tree for x in listed(v)] if isinstance(tree, list) else []


def main(folder: Path) -> list[str]:
    pages = convert(folder)
    names = listed(yaml.safe_load((nbs/'_quarto.yml').read_text(encoding='utf-8'))['website'])
    have = [p.relative_to(nbs).as_posix() for p in pages]
    problems = [f'_quarto.yml: {n} is listed twice' for n in sorted(set(names)) if names.count(n) > 1]
    problems += [f'_quarto.yml: {n} is not there' for n in names if n not in have] + [f'_quarto.yml does not list {n}' for n in have if n not in names]
    problems += [p for path, page in pages.items() for p in broken(path, page, pages)]
    if not problems: print(f'{len(pages)} pages, {sum(len(p.links) for p in pages.values())} links')
    return problems


if len(sys.argv) > 1: sys.exit('\n'.join(main(Path(sys.argv[1]))) or 0)
with tempfile.TemporaryDirectory() as folder: sys.exit('\n'.join(main(Path(folder))) or 0)
