"""A web application of a plain user with a home, a secret and a volume of its own: what it answers needs their owners and modes."""
import grp
import http.server
import os
import pathlib
import pwd
import signal
import sys
import tempfile
import threading

STATE = pathlib.Path("/var/lib/app")


def identity():
    groups = sorted(grp.getgrgid(number).gr_name for number in os.getgroups())
    return f"{pwd.getpwuid(os.getuid()).pw_name} {grp.getgrgid(os.getgid()).gr_name} {' '.join(groups)}\n"


def secret():
    return pathlib.Path("/etc/app/secret").read_text()


def store():
    counter = STATE / "counter"
    counter.write_text("1\n")
    mode = STATE.stat().st_mode & 0o7777
    return f"{counter.read_text().strip()} {mode:o} {(STATE / 'first').read_text()}"


def home():
    with tempfile.NamedTemporaryFile(dir=os.environ["HOME"]) as file:
        return f"{pathlib.Path(file.name).parent}\n"


PAGES = {"/": lambda: "user answers\n", "/identity": identity, "/secret": secret, "/store": store, "/home": home}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            status, text = (200, PAGES[self.path]()) if self.path in PAGES else (404, "no such page\n")
        except OSError as error:
            status, text = 500, f"{error}\n"
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())


if sys.argv[1:] == ["health"]:
    import urllib.request
    urllib.request.urlopen("http://127.0.0.1:8000/", timeout=2).read()
else:
    server = http.server.ThreadingHTTPServer(("0.0.0.0", 8000), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
