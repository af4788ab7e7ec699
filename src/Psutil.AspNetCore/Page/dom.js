// Elements are made here, and text reaches them as text: no module of the page parses markup.

export const byId = id => document.getElementById(id);

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

// Writing what is already there would cost a layout.
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

export function setAttribute(target, name, value) {
  if (target.getAttribute(name) !== String(value)) {
    target.setAttribute(name, value);
  }
}

// The children of a list, one for each item, made once and filled again.
export function fill(list, items, make, update) {
  while (list.children.length > items.length) {
    list.lastElementChild.remove();
  }
  while (list.children.length < items.length) {
    list.append(make());
  }
  items.forEach((item, index) => update(list.children[index], item));
}

export function button(className, text, onClick) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}
