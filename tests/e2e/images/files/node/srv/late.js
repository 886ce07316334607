const crypto = require('crypto');
const zlib = require('zlib');

module.exports = (text) => ({ digest: crypto.createHash('sha256').update(text).digest('hex'), packed: zlib.gzipSync(text).length });
