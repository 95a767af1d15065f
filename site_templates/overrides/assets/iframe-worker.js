/* Browsers start no worker for a page opened from a folder, and the search runs in a worker.
   There, and only there, this runs the worker's script in a hidden frame instead, which talks to
   the page by the same messages. */
if (location.protocol === "file:") {
  window.Worker = window.IFrameWorker = class extends EventTarget {
    constructor(script) {
      super();
      this.early = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "search";
      document.body.append(this.frame);
      window.addEventListener("message", (event) => {
        if (event.source === this.frame.contentWindow) this.hear(event.data);
      });
      const page = this.frame.contentDocument;
      page.open();
      page.write(
        "<!doctype html><html><head><title>search</title></head><body><script>" +
          "postMessage = (data) => parent.postMessage(data, '*');" +
          "importScripts = (...urls) => urls.reduce((before, url) => before.then(() =>" +
          " new Promise((done, failed) => { const one = document.createElement('script');" +
          " one.src = url; one.onload = done; one.onerror = failed; document.body.append(one) }))," +
          " Promise.resolve());<" + "/script><script src='" + new URL(script, location) + "'>" +
          "<" + "/script></body></html>"
      );
      page.close();
      this.frame.addEventListener("load", () => {
        const early = this.early;
        this.early = null;
        early.forEach((data) => this.tell(data));
      });
    }
    hear(data) {
      const event = new MessageEvent("message", { data });
      this.dispatchEvent(event);
      if (this.onmessage) this.onmessage(event);
    }
    tell(data) {
      this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data, source: window }));
    }
    postMessage(data) {
      if (this.early) this.early.push(data);
      else this.tell(data);
    }
    terminate() {
      this.frame.remove();
    }
  };
}
