/** A dashed ring as an image: a circle layer's stroke cannot be dashed. */
export function dashedRing(doc: Document, radius: number, color: string): ImageData {
  const scale = 2;
  const size = (radius + 3) * 2 * scale;
  const canvas = doc.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d', { willReadFrequently: true }); // else it is read back from the card
  if (!context) throw new Error('this browser draws no 2D canvas');
  context.strokeStyle = color;
  context.lineWidth = 1.3 * scale;
  const dashes = Math.round((2 * Math.PI * radius) / 6);
  const dash = (2 * Math.PI * radius * scale) / dashes / 2;
  context.setLineDash([dash, dash]);
  context.beginPath();
  context.arc(size / 2, size / 2, radius * scale, 0, 2 * Math.PI);
  context.stroke();
  return context.getImageData(0, 0, size, size);
}
