// A page made by express, one from a file, one whose module is loaded when it is asked for, one that makes a child process and a thread.
const express = require('express');
const path = require('path');
const app = express();

app.get('/', (request, response) => response.json({ status: 'success', service: 'node' }));
app.use('/static', express.static(path.join(__dirname, 'static')));
app.get('/late', (request, response) => response.json(require('./late')(request.query.text || 'whittle')));
app.get('/work', (request, response) => {
  const { execFile } = require('child_process');
  const { Worker } = require('worker_threads');
  const worker = new Worker("require('worker_threads').parentPort.postMessage('thread')", { eval: true });
  worker.once('message', (thread) => execFile('echo', ['child'], (error, output) => response.json([thread, error ? String(error) : output.trim()])));
});

const server = app.listen(8000, '0.0.0.0');
process.on('SIGTERM', () => server.close(() => process.exit(0)));
