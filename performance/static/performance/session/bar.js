/* The line at the foot of the page that says when the session ends, or that it has. It never takes the focus. */

const PLACES = { password: "密码须先更换", second_factor: "须先设置动态口令" };

export class Bar {
  constructor(session) {
    this.session = session;
    this.place = Object.assign(document.createElement("div"), { className: "session-bar", hidden: true });
    this.place.setAttribute("role", "alert");
    document.body.append(this.place);
  }

  hide() {
    this.place.hidden = true;
    this.place.replaceChildren();
    this.said = "";
  }

  warn({ seconds, prolongable }) {
    const minutes = Math.max(1, Math.ceil(seconds / 60));
    const until = prolongable ? "一直没有打开页面或点击“保存”" : "登录已久";
    const text = `${until}，登录将在${minutes}分钟内结束。`;
    if (prolongable)
      this.show(
        text,
        this.button("继续使用", () => this.session.prolong()),
      );
    else
      this.show(
        text,
        this.button("重新登录", () => this.session.dialog.open()),
      );
  }

  tellEnd({ account, needs, page }) {
    if (needs && page) {
      const link = Object.assign(document.createElement("a"), {
        href: page,
        target: "_blank",
        textContent: "在新窗口中办理",
      });
      this.show(
        `${PLACES[needs]}，然后才能继续。所填内容还在本页。`,
        link,
        this.button("已办好，继续", () => this.session.check()),
      );
      return;
    }
    const other = account && account !== this.session.account;
    const text = other ? `本浏览器已改由“${account}”登录，本页不能保存。` : "登录已结束，所填内容还在本页。";
    this.show(
      text,
      this.button("重新登录", () => this.session.dialog.open()),
    );
  }

  tell(text) {
    this.show(
      text,
      this.button("知道了", () => this.hide()),
    );
  }

  show(text, ...rest) {
    this.place.hidden = false;
    if (this.said === text) return; // what was read out once need not be read out again
    this.said = text;
    const line = Object.assign(document.createElement("span"), { textContent: text });
    this.place.replaceChildren(line, ...rest);
  }

  button(label, act) {
    const made = Object.assign(document.createElement("button"), {
      type: "button",
      className: "button secondary",
      textContent: label,
    });
    made.addEventListener("click", act);
    return made;
  }
}
