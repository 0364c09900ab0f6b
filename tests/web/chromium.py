"""Pages opened in headless Chromium, one after another in frames of some widths, with a script of ours at their end; what the
script found."""
import html
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"]
TIME_LIMIT = 600  # seconds
ANSWER = re.compile(r'<pre class="answer">(.*?)</pre>', re.DOTALL)
# No window of Chromium is as narrow as a telephone, but a frame may be.
SHOWN = """<!DOCTYPE html><html lang="en"><head><title>frames</title></head><body style="margin:0">{frames}</body></html>"""
ASKED = """<!DOCTYPE html><html lang="en"><head><title>frames</title></head><body style="margin:0"><script>
const jobs = {jobs};
let frame, clock;
const next = () => {{
  frame?.remove();
  const job = jobs.shift();
  if (!job) return;
  frame = Object.assign(document.createElement("iframe"), {{src: job[0], width: job[1], height: 900, title: "page"}});
  frame.style.border = 0;
  document.body.append(frame);
  clock = setTimeout(next, 60000);
}};
addEventListener("message", message => {{
  const e = Object.assign(document.createElement("pre"), {{className: "answer", textContent: message.data}});
  document.body.append(e);
  clearTimeout(clock);
  next();
}});
next();
</script></body></html>"""
FRAME = '<iframe src="page.html" width="{width}" height="{height}" style="border:0" title="page"></iframe>'
HELPER = "const answer = value => parent.postMessage(JSON.stringify([location.pathname, innerWidth, value]), '*');"


def program():
    return shutil.which("chromium")


def run(*arguments, url):
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run([program(), *FLAGS, f"--user-data-dir={profile}", *arguments, url], capture_output=True,
                              text=True, timeout=TIME_LIMIT, check=False)


def scripted(page, script):
    """The text of a page, given or in a file, with the script at its end."""
    text = page.read_text("utf-8") if isinstance(page, pathlib.Path) else page
    if "</body>" not in text:
        raise ValueError(f"{page} is no HTML page")
    return text.replace("</body>", f"<script>{HELPER}\n{script}</script></body>")


def ask(pages, script, widths=(1280,)):
    """`script` (JavaScript) gives `answer(value)` what it found: for each of the pages by width; a width is absent when it
    never did. One browser opens all."""
    answers = [{} for _ in pages]
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for number, page in enumerate(pages):
            (folder / f"{number}.html").write_text(scripted(page, script), "utf-8")
        jobs = [[f"{number}.html", width] for number in range(len(pages)) for width in widths]
        (folder / "frames.html").write_text(ASKED.format(jobs=json.dumps(jobs)), "utf-8")
        dom = run("--window-size=1700,1000", f"--virtual-time-budget={90000 * len(jobs)}", "--dump-dom",
                  url=(folder / "frames.html").as_uri()).stdout
    for found in ANSWER.findall(dom):
        name, width, value = json.loads(html.unescape(found))
        answers[int(pathlib.PurePath(name).stem)][width] = value
    return answers


def show(page, picture, width=1280, height=2000):
    """A PNG of the page's top."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "page.html").write_text(scripted(page, ""), "utf-8")
        outer = pathlib.Path(folder) / "frames.html"
        outer.write_text(SHOWN.format(frames=FRAME.format(width=width, height=height)), "utf-8")
        run(f"--window-size={max(width, 500)},{height}", f"--screenshot={picture}", url=outer.as_uri())


def print_pdf(page, pdf):
    run("--no-pdf-header-footer", f"--print-to-pdf={pdf}", url=page.resolve().as_uri())
