"""What every notebook must keep: links that lead somewhere, a size, an export target of its own, no error output, no stale modules."""
import json, re, sys
from pathlib import Path

nbs, problems, exports = Path(__file__).resolve().parent.parent/'nbs', [], {}
for path in sorted(nbs.rglob('*.ipynb')):
    if '.ipynb_checkpoints' in path.parts: continue
    name, cells = path.relative_to(nbs), json.loads(path.read_text(encoding='utf-8'))['cells']
    if path.stat().st_size > 1_000_000: problems.append(f'{name} is larger than 1 MB')
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
            if re.search(r'^#\|\s*export', source, re.M) and (n := len(source.splitlines())) > 45: problems.append(f'{name}: an exported cell has {n} lines')
for module in (nbs.parent/'tgr').glob('*.py'):
    if module.stem not in exports and not module.stem.startswith('_'): problems.append(f'tgr/{module.name} belongs to no notebook')
sys.exit('\n'.join(problems) if problems else 0)
