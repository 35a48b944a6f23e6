/** Stands in for the native watchdog, which ends an extension host whose parent is gone: the launcher ends the whole group itself. */
'use strict';

exports.start = () => {};
exports.exit = (code) => process.exit(code ?? 0);
