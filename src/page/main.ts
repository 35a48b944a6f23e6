/** Starts the panel in an HTML report: the data is in the page, and there is no editor behind it. */
import './page.css';
import { Panel } from '../panel/panel.js';
import { REPORT_DATA_ID, type ReportData } from '../view/report-data.js';
import { ReportHost } from './report-host.js';
import { wearContrast } from './wear-contrast.js';

const root = document.getElementById('panel');
const text = document.getElementById(REPORT_DATA_ID)?.textContent;
if (root && typeof text === 'string') {
  wearContrast();
  const host = new ReportHost(JSON.parse(text) as ReportData, (message) => {
    panel.receive(message);
  });
  const panel = new Panel(root, host, 'report');
  panel.start();
  host.start();
}
