"""A small web application: one page as JSON, one that uses a database, one that makes a thread and a child process."""
import hashlib
import sqlite3
import subprocess
import threading

from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/")
def index():
    return jsonify(status="success", service="python")


@app.get("/db")
def database():
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table visits (name text)")
        connection.execute("insert into visits values ('whittle')")
        rows = connection.execute("select count(*) from visits").fetchone()[0]
    return jsonify(rows=rows, digest=hashlib.sha256(b"whittle").hexdigest())


@app.get("/work")
def work():
    answers = []
    thread = threading.Thread(target=lambda: answers.append("thread"))
    thread.start()
    thread.join()
    answers.append(subprocess.run(["echo", "child"], capture_output=True, text=True, check=True).stdout.strip())
    return jsonify(answers=answers)
