/**
 * The page the panel starts from: no content, one script, one stylesheet, and a policy that allows nothing else, but for
 * pictures the script itself makes (`data:`), which is how a drawing becomes a PNG.
 */

export interface PanelPage {
  /** What the webview calls its own resources in a content security policy. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Fresh for every page. */
  readonly nonce: string;
}

export function toPanelHtml({ cspSource, scriptUri, styleUri, nonce }: PanelPage): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; img-src data:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Connection Lifetimes</title>
<link rel="stylesheet" href="${styleUri}">
</head>
<body>
<div id="panel"></div>
<script nonce="${nonce}" src="${scriptUri}"></script>
</body>
</html>
`;
}
