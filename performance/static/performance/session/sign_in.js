/* Signing in again over the open page: the password, and the code where the account has a second factor. */

export class SignIn {
  constructor(session, address) {
    this.session = session;
    this.address = address;
    this.waiting = []; // what goes on once somebody has signed in
    this.dialog = null;
  }

  /** Only a page that needs it has it among its fields. */
  build() {
    document.body.append(document.getElementById("sign-in-again").content.cloneNode(true));
    this.dialog = document.body.querySelector("dialog.sign-in-again");
    this.form = this.dialog.querySelector("form");
    this.fault = this.dialog.querySelector("[role=alert]");
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    this.dialog.querySelector("[data-later]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.onClose());
  }

  get needsCode() {
    return (
      Boolean(this.session.state) &&
      this.session.state.needs === "code" &&
      this.session.state.account === this.session.account
    );
  }

  field() {
    return this.form.elements.namedItem(this.needsCode ? "again-code" : "again-password");
  }

  /** Show it; tells, when it is closed, whether somebody has signed in. */
  open() {
    if (!this.dialog) this.build();
    this.showStep();
    if (!this.dialog.open) this.dialog.showModal();
    this.field().focus();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close() {
    if (this.dialog && this.dialog.open) this.dialog.close();
  }

  showStep() {
    this.form.querySelectorAll("[data-step]").forEach((step) => {
      step.hidden = (step.dataset.step === "code") !== this.needsCode;
    });
    this.fault.textContent = "";
  }

  async onSubmit(event) {
    event.preventDefault();
    event.stopPropagation();
    const fields = new FormData();
    const step = this.needsCode ? "code" : "password";
    fields.append("account", this.session.account);
    fields.append("username", this.session.account);
    fields.append(step, this.field().value);
    try {
      await this.session.check(); // the token may be another one by now
      const headers = { "X-CSRFToken": this.session.state.csrf };
      const response = await fetch(this.address, {
        method: "POST",
        body: fields,
        credentials: "same-origin",
        redirect: "error",
        headers,
      });
      this.onReply(await response.json());
    } catch (fault) {
      this.fault.textContent = "网络不通，请稍后再试。";
    }
  }

  onReply(reply) {
    this.form.reset();
    if (reply.fault) {
      this.fault.textContent = reply.fault;
      this.field().focus();
      return;
    }
    this.session.checks.settle(reply);
    if (!this.session.ended) this.close();
    else if (this.needsCode) this.open();
    else this.close(); // the bar says where it goes on
  }

  onClose() {
    this.form.reset();
    const { waiting } = this;
    this.waiting = [];
    waiting.forEach((resolve) => resolve(!this.session.ended));
  }
}
