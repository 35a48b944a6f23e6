/** Starts the panel inside the webview. */
import { Panel, type WebviewApi } from './panel.js';
import { readMessage } from './read-message.js';

declare function acquireVsCodeApi(): WebviewApi;

const root = document.getElementById('panel');
if (root) {
  const panel = new Panel(root, acquireVsCodeApi());
  window.addEventListener('message', (event) => {
    const message = readMessage(event.data);
    if (message) panel.receive(message);
  });
  panel.start();
}
