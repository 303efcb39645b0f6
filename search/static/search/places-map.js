// A map above the list of places, drawn from that list. Without this file, or without tiles, the list is whole.
class PlacesMap extends HTMLElement {
  connectedCallback() {
    const items = [...document.querySelectorAll("[data-latitude]")];
    if (!window.L || items.length === 0) return;
    this.hidden = false;
    const canvas = this.appendChild(document.createElement("div"));
    canvas.className = "map-canvas";
    const map = L.map(canvas, { zoomControl: false, maxZoom: 18 });
    map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: this.dataset.zoomIn, zoomOutTitle: this.dataset.zoomOut }).addTo(map);
    L.tileLayer(this.dataset.tiles, { attribution: this.dataset.attribution, maxZoom: 18 }).addTo(map);
    const markers = items.map((item) => this.marker(item).addTo(map));
    map.fitBounds(L.featureGroup(markers).getBounds().pad(0.15), { maxZoom: 14 });
  }

  // A pin that the Tab key reaches; Enter opens the same words and link as in the list.
  marker(item) {
    const title = item.querySelector("a").textContent;
    const icon = L.divIcon({ className: "map-pin", iconSize: [28, 28], iconAnchor: [14, 28], popupAnchor: [0, -26] });
    const point = [Number(item.dataset.latitude), Number(item.dataset.longitude)];
    return L.marker(point, { icon, title, riseOnHover: true }).bindPopup(() => item.firstElementChild.cloneNode(true), { minWidth: 180 });
  }
}

customElements.define("places-map", PlacesMap);
