"""Run notebooks from top to bottom, each in a fresh kernel, and compare what their cells print with what is stored.

`python .ci/outputs.py [NOTEBOOK...]` compares (all of nbs/ by default), `--write` stores the new outputs instead (then run nbdev_clean). Cells that
carry a test flag of settings.ini are left out, and keep their outputs. Numbers may differ, since processors round differently, and so may the pixels
of a figure; the words, the kinds of output and their order may not.
"""
import argparse, os, re, sys
from concurrent.futures import ThreadPoolExecutor
from configparser import ConfigParser
from pathlib import Path
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

top = Path(__file__).resolve().parent.parent
settings = ConfigParser(delimiters=['='])
settings.read(top/'settings.ini', encoding='utf-8')
flags = settings['DEFAULT']['tst_flags'].split()


def flagged(cell) -> bool:
    "Whether a code cell carries a test flag."
    directives = [line.split('|', 1)[1].split() for line in cell.source.splitlines() if line.startswith('#|')]
    return any(d and d[0] in flags for d in directives)


def run(path: Path):
    "The notebook as it is stored and as it comes out of a fresh kernel."
    old, new = nbformat.read(path, 4), nbformat.read(path, 4)
    for cell in new.cells:
        if cell.cell_type == 'code' and flagged(cell): cell.source = ''
    NotebookClient(new, timeout=1200, kernel_name='python3', store_widget_state=False, coalesce_streams=True, resources={'metadata': {'path': str(path.parent)}}).execute()
    for a, b in zip(old.cells, new.cells):
        if a.cell_type == 'code' and flagged(a): b.update(a)
    return old, new


def said(outputs) -> list[str]:
    "What a cell shows: its text without numbers, spaces and rules of tables, and the kinds of the rest, in order."
    out = []
    for o in outputs:
        if o.output_type == 'stream': kind, text = o.name, o.text
        elif o.output_type == 'error': kind, text = 'error', o.ename
        else: kind, text = ' '.join(sorted(k for k in o.data if 'widget' not in k)), '' if any(k.startswith('image/') or 'widget' in k for k in o.data) else o.data.get('text/markdown', o.data.get('text/plain', ''))
        text = re.sub(r'[-+]?\d[\d,]*(\.\d+)?(e[-+]?\d+)?|\binf\b|\bnan\b', '#', re.sub(r'\x1b\[[\d;]*m', '', text))
        text = re.sub(r'(\bunder )?# (s|min|h # min|days)\b', '# s', text)           # a time, however long
        text = re.sub(r'[\s\-─=|.]+', '', text)
        if out and kind in ('stdout', 'stderr') and out[-1].startswith(kind + ':'): out[-1] += text
        else: out.append(f'{kind}:{text}')
    return out


def compare(path: Path, write: bool) -> list[str]:
    "The differences of one notebook, a line each."
    name = path.relative_to(top/'nbs')
    try: old, new = run(path)
    except CellExecutionError as e: return [f'{name}: a cell fails: {e.ename}: {e.evalue[:300]}']
    except CellTimeoutError as e: return [f'{name}: {e}']
    new.metadata.pop('widgets', None)
    if write: nbformat.write(new, path)
    diff = [f'{name} [{b.id}]: stored {said(a.outputs)}, now {said(b.outputs)}'[:1000] for a, b in zip(old.cells, new.cells) if a.cell_type == 'code' and said(a.outputs) != said(b.outputs)]
    print(f"{name}: {len(diff) or 'no'} cell{'s' if len(diff) > 1 else ''} differ{'' if len(diff) > 1 else 's'}", flush=True)
    return [] if write else diff


p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
p.add_argument('notebooks', nargs='*', type=Path)
p.add_argument('--write', action='store_true', help='store the new outputs')
p.add_argument('--workers', type=int, default=2)
args = p.parse_args()
os.environ.pop('TGR_DATA', None)                    # the outputs that are stored are those without it
os.environ.setdefault('OMP_NUM_THREADS', '1')
paths = [n.resolve() for n in args.notebooks] or sorted(n for n in (top/'nbs').rglob('*.ipynb') if '.ipynb_checkpoints' not in n.parts)
with ThreadPoolExecutor(args.workers) as pool: problems = [line for lines in pool.map(lambda n: compare(n, args.write), paths) for line in lines]
print('\n'.join(problems) or f'{len(paths)} notebooks print what is stored')
sys.exit(bool(problems))
