/* Browsers start no worker for a page opened from a folder, and the search runs in a worker.
   There, and only there, this runs the worker's script in a hidden frame instead, which talks to
   the page by the same messages. The frame holds no script of its own: it has the page's policy. */
if (location.protocol === "file:") {
  window.Worker = window.IFrameWorker = class extends EventTarget {
    constructor(script) {
      super();
      this.early = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "search";
      this.frame.addEventListener("load", () => this.start(new URL(script, location)), { once: true });
      document.body.append(this.frame);
    }
    start(script) {
      const inside = this.frame.contentWindow;
      const run = (url) =>
        new Promise((done, failed) => {
          const one = inside.document.createElement("script");
          one.src = url;
          one.onload = done;
          one.onerror = failed;
          inside.document.body.append(one);
        });
      inside.postMessage = (data) => setTimeout(() => this.hear(structuredClone(data)));
      inside.importScripts = (...urls) =>
        urls.reduce((before, url) => before.then(() => run(url)), Promise.resolve());
      run(script).then(() => {
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
