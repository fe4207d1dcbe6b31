/** Somebody who works at Acme: the same person in all five systems. */
export interface Person {
  /** Stable and short; each simulator derives its own ids from it. */
  handle: string;
  name: string;
  email: string;
  title: string;
  timeZone: string;
}

function person(handle: string, name: string, title: string, timeZone = "Europe/Berlin"): Person {
  return { handle, name, email: `${handle}@acme.example`, title, timeZone };
}

/** Two people are called Alex Kim, on purpose: names are not always enough. The first is who the simulated credentials belong to. */
export const PEOPLE: readonly Person[] = [
  person("maya", "Maya Lindqvist", "Staff Engineer", "Europe/Stockholm"),
  person("jonas", "Jonas Weber", "Engineering Manager"),
  person("priya", "Priya Natarajan", "Security Engineer", "Asia/Kolkata"),
  person("tom", "Tom Okafor", "Backend Engineer", "Africa/Lagos"),
  person("elena", "Elena Petrova", "Product Manager", "Europe/Sofia"),
  person("alex", "Alex Kim", "Frontend Engineer", "America/Los_Angeles"),
  person("alex.kim2", "Alex Kim", "Data Analyst", "Asia/Seoul"),
  person("sofia", "Sofia Marino", "Designer", "Europe/Rome"),
  person("liam", "Liam O'Connor", "Site Reliability Engineer", "Europe/Dublin"),
  person("noor", "Noor Haddad", "QA Engineer", "Asia/Amman"),
];
