"""The tour in a real JupyterLab, in a real browser: run all, no error, the explorer's slider moves its picture, the try-it panel answers uploaded files.

`python .ci/browser.py [--out FOLDER] [--required]` with Playwright for Python and a Chromium of the system (`CHROMIUM` may name it). Everything happens in
temporary folders; screenshots go to FOLDER, or to what TGR_ARTIFACTS names (default: artifacts/). Where there is no Chromium it says so and ends with 0; with
`--required`, or where CI is set, that is a failure.
"""
import argparse, hashlib, json, os, re, secrets, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.request
from contextlib import contextmanager
from pathlib import Path

top = Path(__file__).resolve().parent.parent
SETTINGS = {'@jupyterlab/apputils-extension/notification': dict(fetchNews='false', checkForUpdates=False),
            '@jupyterlab/notebook-extension/tracker': dict(windowingMode='none', autoRenderMarkdownCells=True)}      # every cell is in the page
FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-extensions', '--force-color-profile=srgb']
TRAIN = ('''import tempfile, torch
from tgr import InversionConfig, MetaConfig, ModelZoo, ProbeConfig, TGR, TGRConfig
from tgr.widgets import train
torch.set_num_threads(1)
config = TGRConfig(InversionConfig('pyramid', 4, steps=3, flip=False), ProbeConfig(epochs=1), meta=MetaConfig(arch='conv4-32', steps=STEPS, replay=0))
learner = TGR(config, tempfile.mkdtemp())''', 'run = train(learner, ModelZoo.open("tour_zoo"), seconds=.5)\nrun', 'print(run.wait())')


def chromium() -> str | None:
    "The browser of the system."
    return os.environ.get('CHROMIUM') or next(filter(None, map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'))), None)


def notebook(cells) -> dict:
    "A notebook of code cells."
    return dict(cells=[dict(cell_type='code', id=f'{i:08x}', metadata={}, source=s, outputs=[], execution_count=None) for i, s in enumerate(cells)],
                metadata=dict(kernelspec=dict(name='python3', display_name='python3', language='python')), nbformat=4, nbformat_minor=5)


def free_port() -> int:
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


@contextmanager
def lab(folder: Path, wait: float):
    "JupyterLab on the notebooks of `folder`/work, with settings, home and caches of its own; its address and token."
    port, token, home = free_port(), secrets.token_hex(16), folder/'home'
    for name, values in SETTINGS.items():
        file = home/'settings'/f'{name}.jupyterlab-settings'
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    own = dict(HOME=home, JUPYTER_CONFIG_DIR=home/'config', JUPYTER_DATA_DIR=home/'data', JUPYTER_RUNTIME_DIR=home/'runtime', IPYTHONDIR=home/'ipython', XDG_CACHE_HOME=home/'cache',
               JUPYTERLAB_SETTINGS_DIR=home/'settings', JUPYTERLAB_WORKSPACES_DIR=home/'workspaces')
    command = [sys.executable, '-m', 'jupyterlab', '--no-browser', '--allow-root', '--ServerApp.ip=127.0.0.1', f'--ServerApp.port={port}', '--ServerApp.port_retries=0',
               f'--ServerApp.root_dir={folder/"work"}', f'--IdentityProvider.token={token}', '--LabApp.extension_manager=readonly']
    with open(folder/'lab.log', 'w') as log:
        server = subprocess.Popen(command, env=os.environ | {k: str(v) for k, v in own.items()}, stdout=log, stderr=log, start_new_session=True)
    try:
        end = time.monotonic() + wait
        while True:
            try: urllib.request.urlopen(f'http://127.0.0.1:{port}/api/status?token={token}', timeout=5); break
            except OSError:
                if server.poll() is not None or time.monotonic() > end: sys.exit(f'JupyterLab did not start:\n{(folder/"lab.log").read_text()[-3000:]}')
                time.sleep(.3)
        yield f'http://127.0.0.1:{port}/lab', token
    finally:
        server.terminate()                      # ends its kernels too
        try: server.wait(30)
        except subprocess.TimeoutExpired: os.killpg(server.pid, signal.SIGKILL)


class Book:
    "A notebook in a page of JupyterLab."
    def __init__(self, page, address: str, token: str, work: Path, name: str, out: Path, wait: float):
        self.page, self.name, self.out, self.wait = page, name, out, wait
        page.goto(f'{address}/workspaces/{Path(name).stem}/tree/{name}?reset&token={token}')
        self.cells = sum(c['cell_type'] == 'code' for c in json.loads((work/name).read_text(encoding='utf-8'))['cells'])
        page.locator('#jp-main-statusbar').get_by_text(re.compile(r'\| Idle$')).wait_for(timeout=1000 * wait)
        self.until(lambda: len(self.prompts()) == self.cells and not page.locator('.jp-Spinner:visible').count(), 'the notebook did not open')
        page.wait_for_timeout(1000)

    def shot(self, name: str, of=None):
        "A screenshot of the page or of a part of it."
        (of or self.page).screenshot(path=self.out/f'{name}.png')

    def start(self):
        "Run > Run All Cells, as a reader would."
        self.menu('Run', 'Run All Cells')

    def menu(self, name: str, item: str):
        self.page.locator('.lm-MenuBar-itemLabel', has_text=re.compile(f'^{name}$')).click()
        self.page.locator('.lm-Menu-itemLabel', has_text=re.compile(f'^{item}$')).click()

    def prompts(self) -> list[str]: return [t.strip() for t in self.page.locator('.jp-Notebook .jp-CodeCell .jp-InputPrompt').all_inner_texts()]
    def errors(self) -> list[str]:
        "Outputs that are errors."
        return [t for t in self.page.locator('.jp-Notebook .jp-OutputArea-output').all_inner_texts() if 'Traceback (most recent call last)' in t]

    def finished(self):
        "Wait until every cell has run; fail on an output that is an error."
        end = time.monotonic() + self.wait
        while True:
            bad, left = self.errors(), [p for p in self.prompts() if not re.fullmatch(r'\[\d+\]:', p)]
            assert not bad, f'{self.name}: a cell failed:\n{bad[0][-3000:]}'
            if not left: return self.page.wait_for_timeout(1000)
            assert time.monotonic() < end, f'{self.name}: {len(left)} cells have not run after {self.wait:.0f} s'
            self.page.wait_for_timeout(500)

    def until(self, true, what, seconds: float = 90.):
        "Wait until something holds; `what` is a sentence, or a function that makes it at the end."
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f'{self.name}: {what() if callable(what) else what} within {seconds:.0f} s'
            self.page.wait_for_timeout(200)


def picture(image) -> str:
    "What an image of the page shows, as a hash of its bytes."
    data = image.evaluate('async i => Array.from(new Uint8Array(await (await fetch(i.src)).arrayBuffer()))')
    return hashlib.sha256(bytes(data)).hexdigest()


def check_explorer(book: Book):
    "Teacher, groups, beta: each control changes its picture."
    panel = book.page.locator('.jp-OutputArea-output', has=book.page.locator('.widget-tab'))
    panel.scroll_into_view_if_needed()

    def tab(name):
        panel.locator('.lm-TabBar-tab', has_text=name).click()
        book.until(lambda: panel.locator('img:visible').count() > 0, f'no picture under {name}')
        return panel.locator('img:visible').first

    def changes(image, act, what):
        before = picture(image)
        act()
        book.until(lambda: picture(image) != before, f'{what} changed no picture')

    def slide(): panel.locator('.noUi-handle:visible').first.press('ArrowRight')

    image = tab('Teachers')
    book.shot('explorer-teachers', panel)
    changes(image, lambda: panel.locator('select:visible').first.select_option(index=3), 'choosing a teacher')
    image = tab('Groups')
    book.shot('explorer-groups', panel)
    changes(image, slide, "the slider of the number of groups")
    changes(image, lambda: panel.locator('select:visible').first.select_option('similar'), 'choosing a method')
    book.shot('explorer-groups-moved', panel)
    image = tab('Gradients')
    changes(image, slide, "the slider of beta")
    book.shot('explorer-gradients', panel)
    print('explorer: the teacher, the number of groups, the method and beta each change their picture', flush=True)


def check_try_it(book: Book, files: Path):
    "Upload pictures of two classes, adapt, upload others, read the answers; then a file that is no picture."
    panel = book.page.locator('.jp-OutputArea-output', has=book.page.locator('.widget-upload'))
    panel.scroll_into_view_if_needed()
    uploads, said = panel.locator('button.widget-upload'), panel.locator('.widget-html-content').last
    book.shot('try-it', panel)

    def upload(button, *names):
        with book.page.expect_file_chooser() as chooser: button.click()
        chooser.value.set_files([files/n for n in names])

    def says(text): book.until(lambda: text in panel.inner_text(), lambda: f'the panel did not say {text!r}, but {said.inner_text()!r}')

    for k, name in enumerate(('umbrella', 'balance')):
        panel.locator('input[type=text]').nth(k).fill(name)
        upload(uploads.nth(k), f'{name}-0.png', f'{name}-1.png')
        book.until(lambda: uploads.nth(k).inner_text().strip().endswith('(2)'), 'no upload was counted')
    crosses = panel.get_by_title('take this class away')
    for left in (4, 3, 2):                                               # the kernel takes a line away; until then it can be clicked again
        crosses.last.click()
        book.until(lambda: crosses.count() == left, lambda: f'{crosses.count()} classes are left, not {left},')
    panel.get_by_role('button', name='Adapt').click()
    says('adapted to 2 classes')
    upload(uploads.last, 'umbrella-2.png', 'balance-2.png')
    says('umbrella-2.png: ')
    answers = said.inner_text()
    assert re.fullmatch(r'umbrella-2\.png: .+ \(\d+ %\), balance-2\.png: .+ \(\d+ %\)', answers), answers
    book.shot('try-it-answers', panel)
    upload(uploads.first, 'notes.txt')
    says('notes.txt cannot be read as a picture')
    book.shot('try-it-bad-file', panel)
    assert not book.errors()
    print('try-it panel:', answers, flush=True)


def check_training(book: Book):
    "Stop by the button and go on; interrupt the kernel while a cell waits, and go on to the end."
    page, panel = book.page, book.page.locator('.jp-OutputArea-output', has=book.page.locator('.widget-button'))
    page.locator('.jp-CodeCell .cm-content').first.click()
    for _ in range(2): page.keyboard.press('Shift+Enter')                # the last cell, which waits, not yet
    panel.wait_for(timeout=1000 * book.wait)

    def stops(act, name):
        book.until(lambda: re.search(r'step \d+ of', panel.inner_text()), 'training made no step', book.wait)
        act()
        book.until(lambda: 'stopped after' in panel.inner_text(), f'{name} did not stop the training')
        book.shot(f'training-{name}', panel)
        return int(re.search(r'stopped after (\d+)', panel.inner_text())[1])

    first = stops(panel.get_by_role('button', name='Stop').click, 'stopped')
    panel.get_by_role('button', name='Go on').click()
    book.until(lambda: 'stopped' not in panel.inner_text(), 'training did not go on')
    page.locator('.jp-CodeCell .cm-content').last.click()
    page.keyboard.press('Shift+Enter')
    second = stops(lambda: book.menu('Kernel', 'Interrupt Kernel'), 'interrupted')
    book.until(lambda: 'let it go on' in ''.join(book.errors()), 'the cell that waits did not say so')
    panel.get_by_role('button', name='Go on').click()
    book.until(lambda: re.search(r'done, \d+ steps', panel.inner_text()), 'training did not go on to its end', book.wait)
    book.shot('training-done', panel)
    end = re.search(r'done, \d+ steps', panel.inner_text())[0]
    print(f'training: stopped after {first} steps, interrupted after {second}, {end}')


def check_tour(book: Book, files: Path):
    "Run all; then the explorer and the try-it panel."
    book.shot('tour-opened')
    start = time.monotonic()
    book.start()
    book.finished()
    print(f'00_tour.ipynb: {book.cells} cells ran in {time.monotonic() - start:.0f} s, no error output', flush=True)
    check_explorer(book)
    check_try_it(book, files)


def pictures(folder: Path):
    "Files for the try-it panel."
    from PIL import Image
    from tgr.widgets import draw_characters
    folder.mkdir()
    for name, pics in zip(('umbrella', 'balance'), draw_characters('☂☯', 3, seed=5)):
        for k, x in enumerate(pics): Image.fromarray(x.permute(1, 2, 0).numpy()).resize((200, 200)).save(folder/f'{name}-{k}.png')
    (folder/'notes.txt').write_text('no picture')


def main():
    signal.signal(signal.SIGTERM, lambda *a: sys.exit('ended'))      # so that what was started is ended too
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--out', type=Path, default=Path(os.environ.get('TGR_ARTIFACTS', top/'artifacts')), help='folder for the screenshots')
    p.add_argument('--required', action='store_true', help='fail where there is no Chromium')
    p.add_argument('--only', choices=['tour', 'training'], help='one of the two notebooks')
    p.add_argument('--wait', type=float, default=600., help='seconds for a notebook to run')
    args = p.parse_args()
    browser = chromium()
    if browser is None:
        print('browser test SKIPPED: no Chromium here (Debian: apt-get install chromium; or name one in CHROMIUM)')
        sys.exit(args.required or bool(os.environ.get('CI')))
    try: from playwright.sync_api import sync_playwright
    except ImportError: sys.exit('the browser test needs Playwright for Python: pip install playwright')
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as tmp:
        tmp = Path(tmp)
        (tmp/'work').mkdir()
        shutil.copy(top/'nbs'/'00_tour.ipynb', tmp/'work')
        shutil.copytree(top/'nbs'/'tour_zoo', tmp/'work'/'tour_zoo')
        (tmp/'work'/'train.ipynb').write_text(json.dumps(notebook([TRAIN[0].replace('STEPS', '150'), *TRAIN[1:]])))
        pictures(tmp/'files')
        with lab(tmp, 120.) as (address, token), sync_playwright() as play:
            chrome = play.chromium.launch(executable_path=browser, args=FLAGS)
            page = chrome.new_page(viewport=dict(width=1280, height=1000))
            try:
                if args.only != 'training': check_tour(Book(page, address, token, tmp/'work', '00_tour.ipynb', args.out, args.wait), tmp/'files')
                if args.only != 'tour': check_training(Book(page, address, token, tmp/'work', 'train.ipynb', args.out, args.wait))
            except BaseException:
                page.screenshot(path=args.out/'failed.png')          # what is to be seen
                (args.out/'lab.log').write_text((tmp/'lab.log').read_text())
                raise
            finally: chrome.close()
    print(f'browser test passed; screenshots in {args.out}')


if __name__ == '__main__': main()
