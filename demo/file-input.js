/** Three ways for traces to come in: files dropped anywhere, text or files pasted anywhere, and a file dialog. */

const isTextField = (target) => target.closest?.('input, textarea, select, [contenteditable]') !== null;

/** Several files are read as one: each on lines of its own, as JSON lines. */
const asBlob = (files) =>
  files.length === 1 ? files[0] : new Blob([...files].flatMap((file) => [file, '\n']));

const asName = (files) => [...files].map((file) => file.name).join(', ');

/**
 * @param {{ button: HTMLElement, input: HTMLInputElement, target: HTMLElement }} parts `target` is shown while files are over the page
 * @param {(data: Blob | string, name: string) => void} take
 */
export function acceptTraces({ button, input, target }, take) {
  const takeFiles = (files) => {
    if (files.length > 0) take(asBlob(files), asName(files));
  };

  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    takeFiles(input.files);
    input.value = ''; // the same file can be chosen again
  });

  document.addEventListener('paste', (event) => {
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain');
    if (isTextField(event.composedPath()[0]) || (files.length === 0 && text.trim() === '')) return;
    event.preventDefault();
    if (files.length > 0) takeFiles(files);
    else take(text, 'Pasted text');
  });

  let depth = 0; // entering a child comes before leaving its parent
  const show = (change) => {
    depth = Math.max(0, change === 0 ? 0 : depth + change);
    target.hidden = depth === 0;
  };
  const hasSomething = ({ dataTransfer }) =>
    dataTransfer.types.includes('Files') || dataTransfer.types.includes('text/plain');
  document.addEventListener('dragenter', (event) => hasSomething(event) && show(1));
  document.addEventListener('dragleave', (event) => hasSomething(event) && show(-1));
  document.addEventListener('dragover', (event) => {
    if (hasSomething(event)) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    show(0);
    if (!hasSomething(event)) return;
    event.preventDefault();
    const { files } = event.dataTransfer;
    if (files.length > 0) takeFiles(files);
    else take(event.dataTransfer.getData('text/plain'), 'Dropped text');
  });
}
