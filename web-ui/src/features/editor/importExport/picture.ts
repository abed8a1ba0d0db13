import type { EditorState } from '../store';
import { download, fileName } from './download';

const furniture = /react-flow__(controls|minimap|panel|attribution|background)/;

/** Draws the whole workflow, as it is seen, into a file. */
export async function savePicture(state: EditorState, kind: 'png' | 'svg'): Promise<void> {
  const canvas = document.querySelector<HTMLElement>('.react-flow');
  if (!canvas) throw new Error('Open the canvas first: there is nothing to draw.');
  state.select([]);
  state.canvas?.detail(true);
  state.canvas?.fit();
  try {
    await settled();
    await save(canvas, fileName(state.document.name, kind), kind);
  } finally {
    state.canvas?.detail(false);
  }
}

async function save(canvas: HTMLElement, file: string, kind: 'png' | 'svg'): Promise<void> {
  const images = await import('html-to-image');
  const options = {
    filter: (node: HTMLElement) => !(node.classList instanceof DOMTokenList && furniture.test(node.classList.value)),
    backgroundColor: getComputedStyle(canvas).getPropertyValue('--page') || '#ffffff',
    skipFonts: true,
  };
  if (kind === 'svg') {
    const text = decodeURIComponent((await images.toSvg(canvas, options)).replace(/^data:image\/svg\+xml;charset=utf-8,/, ''));
    download(new Blob([text], { type: 'image/svg+xml' }), file);
    return;
  }
  const blob = await images.toBlob(canvas, { ...options, pixelRatio: 2 });
  if (!blob) throw new Error('This browser could not draw the picture; try SVG.');
  download(blob, file);
}

/** Until the glide to the whole view has ended and what came into sight is drawn. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())), 400);
  });
}
