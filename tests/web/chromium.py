"""A page opened in headless Chromium in frames of some widths, with a script of ours at its end; what the script found."""
import html
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"]
TIME_LIMIT = 180  # seconds
ANSWER = re.compile(r'<pre class="answer">(.*?)</pre>', re.DOTALL)
# No window of Chromium is as narrow as a telephone, but a frame may be.
OUTER = """<!DOCTYPE html><html lang="en"><head><title>frames</title></head><body style="margin:0"><script>
addEventListener("message", message => {{ const e = document.createElement("pre"); e.className = "answer";
  e.textContent = message.data; document.body.append(e); }});
</script>{frames}</body></html>"""
FRAME = '<iframe src="page.html" width="{width}" height="{height}" style="border:0" title="page"></iframe>'
HELPER = "const answer = value => parent.postMessage(JSON.stringify([innerWidth, value]), '*');"


def program():
    return shutil.which("chromium")


def run(*arguments, url):
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run([program(), *FLAGS, f"--user-data-dir={profile}", *arguments, url], capture_output=True,
                              text=True, timeout=TIME_LIMIT, check=False)


def framed(folder, page, widths, height, script=""):
    """The address of frames, made in `folder`, that show a copy of `page`, its text given or in a file."""
    text = page.read_text("utf-8") if isinstance(page, pathlib.Path) else page
    if "</body>" not in text:
        raise ValueError(f"{page} is no HTML page")
    outer = pathlib.Path(folder) / "frames.html"
    (outer.parent / "page.html").write_text(
        text.replace("</body>", f"<script>{HELPER}\n{script}</script></body>"), "utf-8")
    outer.write_text(OUTER.format(frames="".join(FRAME.format(width=w, height=height) for w in widths)), "utf-8")
    return outer.as_uri()


def ask(page, script, widths=(1280,)):
    """`script` (JavaScript) gives `answer(value)` what it found: by width; a width is absent when it never did."""
    with tempfile.TemporaryDirectory() as folder:
        url = framed(folder, page, widths, 900, script)
        dom = run("--window-size=1700,1000", "--virtual-time-budget=60000", "--dump-dom", url=url).stdout
    return dict(json.loads(html.unescape(found)) for found in ANSWER.findall(dom))


def show(page, picture, width=1280, height=2000):
    """A PNG of the page's top."""
    with tempfile.TemporaryDirectory() as folder:
        url = framed(folder, page, [width], height)
        run(f"--window-size={max(width, 500)},{height}", f"--screenshot={picture}", url=url)


def print_pdf(page, pdf):
    run("--no-pdf-header-footer", f"--print-to-pdf={pdf}", url=page.resolve().as_uri())
