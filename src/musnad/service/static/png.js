// Drawings as PNG: the browser draws the SVG, so nothing is sent anywhere.
"use strict";
const SCALE = 2;
for (const link of document.querySelectorAll("a.png")) {
  link.hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const picture = new Image();
    picture.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = (picture.naturalWidth || 960) * SCALE;
      canvas.height = (picture.naturalHeight || 520) * SCALE;
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = document.createElement("a");
      made.download = link.download;
      made.href = canvas.toDataURL("image/png");
      made.click();
    });
    picture.src = link.href;
  });
}
