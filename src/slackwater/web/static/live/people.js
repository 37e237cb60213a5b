/** The person's own people as this browser keeps them: not locked, and there without a server. */

/** @typedef {{ name: string, number: string }} OwnPerson */

const SHELF = "slackwater.people";
/** As `live/people.py` has them. */
export const MOST_PEOPLE = 6;
const LONGEST = 60;

/** What a person's words become: one line, and not too long. @param {unknown} text */
const plain = (text) => (typeof text === "string" ? text.trim().replace(/\s+/g, " ").slice(0, LONGEST) : "");

/** Those kept here; nobody where the browser keeps nothing or what it kept is damaged. @returns {OwnPerson[]} */
export function readPeople() {
  try {
    const kept = JSON.parse(localStorage.getItem(SHELF) ?? "[]");
    const people = Array.isArray(kept) ? kept : [];
    return people
      .map((one) => ({ name: plain(one?.name), number: plain(one?.number) }))
      .filter((one) => one.name && one.number)
      .slice(0, MOST_PEOPLE);
  } catch {
    return [];
  }
}

/** Whether they could be kept. @param {OwnPerson[]} people */
export function keepPeople(people) {
  try {
    localStorage.setItem(SHELF, JSON.stringify(people));
    return true;
  } catch {
    return false;
  }
}

/** A name and how to reach them: a link where it is a number. @param {OwnPerson} person */
export function row({ name, number }) {
  const item = document.createElement("li");
  const who = document.createElement("bdi");
  who.textContent = name;
  const digits = /^[+*]?\d[\d .()/-]*$/.test(number) ? number.replace(/[ .()/-]/g, "") : "";
  const reach = document.createElement(digits ? "a" : "span");
  reach.className = "number";
  const told = document.createElement("bdi"); // digits in groups stay in their order beside letters from the right
  if (digits) told.dir = "ltr";
  told.textContent = number;
  reach.append(told);
  if (digits) reach.setAttribute("href", `tel:${digits}`);
  item.append(who, reach);
  return item;
}
