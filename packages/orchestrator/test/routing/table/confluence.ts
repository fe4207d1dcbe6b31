import type { Row } from "./row.js";

export const confluence: Row[] = [
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/pages/98752/JWT+authentication+design",
    'confluence get_page {"page_id":"98752"}',
  ],
  ["https://acme.atlassian.net/wiki/spaces/TECH/pages/98752", 'confluence get_page {"page_id":"98752"}'],
  [
    "https://acme.atlassian.net/wiki/spaces/~712020abc/pages/98752/Mine",
    'confluence get_page {"page_id":"98752"}',
  ],
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/pages/98752/T?focusedCommentId=110001",
    'confluence get_page {"page_id":"98752","expand":["comments"]}',
  ],
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/pages/98752/T#Open-points",
    'confluence get_page {"page_id":"98752"}',
  ],
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/pages/edit-v2/98752",
    'confluence get_page {"page_id":"98752"}',
  ],
  [
    "https://acme.atlassian.net/wiki/pages/viewpage.action?pageId=98752",
    'confluence get_page {"page_id":"98752"}',
  ],
  [
    "https://acme.atlassian.net/wiki/pages/viewpageattachments.action?pageId=98752&preview=%2F98752%2F110496%2Fa.png",
    'confluence list_attachments {"page_id":"98752"}',
  ],
  [
    "https://acme.atlassian.net/wiki/pages/viewpage.action?spaceKey=TECH&title=On%2FOff",
    'confluence get_page {"space":"TECH","title":"On/Off"}',
  ],
  ["https://acme.atlassian.net/wiki/spaces/TECH", 'confluence get_space {"space":"TECH"}'],
  ["https://acme.atlassian.net/wiki/spaces/TECH/overview", 'confluence get_space {"space":"TECH"}'],
  ["https://acme.atlassian.net/wiki/spaces/TECH/pages", 'confluence list_pages {"space":"TECH"}'],
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/blog/2025/11/18/110400/News",
    'confluence get_blog_post {"blog_post_id":"110400"}',
  ],
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/blog/2025/11/18/110400",
    'confluence get_blog_post {"blog_post_id":"110400"}',
  ],
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/pages/98752?focusedCommentId=110001",
    'confluence get_page {"page_id":"98752","expand":["comments"]}',
  ],
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/folder/110432",
    'confluence get_folder {"folder_id":"110432"}',
  ],
  [
    "https://acme.atlassian.net/wiki/spaces/TECH/whiteboard/110656",
    'confluence get_whiteboard {"whiteboard_id":"110656"}',
  ],
  [
    "https://acme.atlassian.net/wiki/download/attachments/98752/token%20flow.png?version=1&api=v2",
    'confluence download_attachment {"page_id":"98752","filename":"token flow.png"}',
  ],
  ["https://acme.atlassian.net/wiki/x/AYCB", 'confluence get_page {"page_id":"8486913"}'],
  ["https://acme.atlassian.net/wiki/x/wIEB", 'confluence get_page {"page_id":"98752"}'],
  ["https://acme.atlassian.net/wiki/x/AYCB/more", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/wiki/x/AYCBAYCBAYCB", "!INVALID_REQUEST"],
  ["https://acme.atlassian.net/wiki/home", "!INVALID_REQUEST"],
  [
    "https://wiki.acme.example/display/TECH/JWT+authentication+design",
    'wiki get_page {"space":"TECH","title":"JWT authentication design"}',
  ],
  [
    "https://wiki.acme.example/display/TECH/C%2B%2B+style",
    'wiki get_page {"space":"TECH","title":"C++ style"}',
  ],
  ["https://wiki.acme.example/display/TECH", 'wiki get_space {"space":"TECH"}'],
  ["https://wiki.acme.example/pages/viewpage.action?pageId=98752", 'wiki get_page {"page_id":"98752"}'],
  ["https://wiki.acme.example/spaces/TECH/pages/98752/T", 'wiki get_page {"page_id":"98752"}'],
];
