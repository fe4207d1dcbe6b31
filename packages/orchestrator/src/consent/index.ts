export { writeLines } from "./listing.js";
