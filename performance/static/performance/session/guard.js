/* No form leaves its page for a sign-in page: whether the session still lasts is asked first. */

/** Watch every form that sends something. */
export function guard(session) {
  const passing = new WeakSet();
  let asking = null;

  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (form.method !== "post" || form.closest("dialog") || isSignOut(form)) return;
      if (passing.has(form)) {
        passing.delete(form);
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asking) return;
      asking = mayGo(session, form).then((goes) => {
        asking = null;
        if (!goes) return;
        passing.add(form);
        session.drafts.submitted(form);
        send(form, submitter);
      });
    },
    true,
  );
}

const isSignOut = (form) => form.id === "logout-form" || "signOut" in form.dataset;

async function mayGo(session, form) {
  await session.drafts.keep(form);
  const lasts = await session.check();
  if (lasts === null) {
    session.bar.tell("网络不通，没有提交。内容还在本页，请稍后再试。");
    return false;
  }
  const goes = lasts || (await session.dialog.open());
  if (goes) await nothingUnderWay(form);
  return goes;
}

/** Whoever sends something of the form by itself may say what to wait for. */
function nothingUnderWay(form) {
  const waits = [];
  form.dispatchEvent(new CustomEvent("form:sending", { detail: waits }));
  return Promise.all(waits);
}

function send(form, submitter) {
  if (form.requestSubmit) form.requestSubmit(submitter && submitter.form === form ? submitter : undefined);
  else if (submitter) submitter.click();
  else form.submit();
}
