"""Learn to learn from trained models instead of data (Task Groupings Regularization).

Names are looked up on first use, so that `import tgr` and `tgr --help` do not wait for torch.
"""
__version__ = "0.1.0"

_HOME = {
    'TGR': 'pipeline', 'TGRConfig': 'pipeline', 'MetaConfig': 'pipeline', 'GroupConfig': 'pipeline',
    'ModelZoo': 'zoo', 'ModelCard': 'zoo', 'TeacherConfig': 'zoo', 'train_zoo': 'zoo', 'zoo_of_folder': 'foreign', 'add_torchvision': 'foreign', 'add_hub': 'foreign',
    'InversionConfig': 'inversion', 'RelationConfig': 'relations', 'DistortConfig': 'memory', 'MemoryBank': 'memory', 'ProbeConfig': 'embedding',
    'ImageSet': 'tasks', 'TGRError': 'tasks', 'sample_episodes': 'tasks', 'load_data': 'domains',
}
__all__ = list(_HOME)


def __getattr__(name):
    if name not in _HOME: raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from importlib import import_module
    return getattr(import_module(f'{__name__}.{_HOME[name]}'), name)


def __dir__(): return sorted([*globals(), *__all__])
