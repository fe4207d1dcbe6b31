/** How a 404 on a page is told. */
export function pageNotFound(id: string | number) {
  return {
    code: "PAGE_NOT_FOUND" as const,
    message: `There is no page ${id} that these credentials can see.`,
    details: { page_id: String(id) },
  };
}

/** How a 404 on a space is told. */
export function spaceNotFound(space: string) {
  return {
    code: "SPACE_NOT_FOUND" as const,
    message: `There is no space ${space} that these credentials can see.`,
    details: { space },
  };
}
