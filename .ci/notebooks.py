"""What every notebook must keep: links that lead somewhere, a size, short cells, prose, a picture, an export target of its own, no error output, no stale modules."""
import json, re, sys
from statistics import median
from pathlib import Path

nbs, problems, exports, lines = Path(__file__).resolve().parent.parent/'nbs', [], {}, []
for path in sorted(nbs.rglob('*.ipynb')):
    if '.ipynb_checkpoints' in path.parts: continue
    name, cells = path.relative_to(nbs), json.loads(path.read_text(encoding='utf-8'))['cells']
    if path.stat().st_size > 1_000_000: problems.append(f'{name} is larger than 1 MB')
    code = [c for c in cells if c['cell_type'] == 'code']
    lines += [sum(bool(line.strip()) for line in ''.join(c['source']).splitlines()) for c in code]
    if len(code) > .75 * len(cells): problems.append(f'{name}: {len(cells) - len(code)} of {len(cells)} cells are prose, less than a quarter')
    shown = any(k.startswith('image/') for c in code for o in c['outputs'] for k in o.get('data', {})) or any('![' in ''.join(c['source']) for c in cells)
    if not shown and name.as_posix() >= '04': problems.append(f'{name} has no picture')
    for cell in cells:
        source = ''.join(cell['source'])
        if cell['cell_type'] == 'markdown':
            for target in re.findall(r'\]\(([^)#\s]+)', source):
                if not target.startswith(('http:', 'https:')) and not (path.parent/target).exists(): problems.append(f'{name}: link to {target} leads nowhere')
        else:
            if m := re.search(r'^#\|\s*default_exp\s+(\S+)', source, re.M):
                if m[1] in exports: problems.append(f'{name} and {exports[m[1]]} export to the same module {m[1]}')
                exports[m[1]] = name
            if any(o['output_type'] == 'error' for o in cell['outputs']): problems.append(f'{name}: a stored output is an error')
            if re.search(r'^#\|\s*export', source, re.M) and (n := len(source.splitlines())) > 40: problems.append(f'{name}: an exported cell has {n} lines')
for module in (nbs.parent/'tgr').glob('*.py'):
    if module.stem not in exports and not module.stem.startswith('_'): problems.append(f'tgr/{module.name} belongs to no notebook')
if median(lines) > 6: problems.append(f'the median code cell has {median(lines)} lines')
sys.exit('\n'.join(problems) if problems else 0)
