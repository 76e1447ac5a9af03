"""Attacks by templates and style sheets of a project: active and remote content of the finished e-book."""

from __future__ import annotations

from tests.attacks.attack import Attack

REMOTE, ACTIVE = "remote-content", "active-content"

BODIES = (
    Attack("ebook-script", "a script in the e-book", ACTIVE, {"s": "<script>alert(1)</script>"}),
    Attack(
        "ebook-script-in-a-drawing",
        "a script in a drawing of the e-book",
        ACTIVE,
        {"s": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'},
    ),
    Attack("ebook-handler", "an event handler in the e-book", ACTIVE, {"s": '<p onclick="x()">a</p>'}),
    Attack("ebook-handler-in-capitals", "an event handler in capitals", ACTIVE, {"s": '<p ONLOAD="x()">a</p>'}),
    Attack(
        "ebook-javascript-link", "a javascript: link in the e-book", ACTIVE, {"s": '<p><a href="javascript:alert(1)">a</a></p>'}
    ),
    Attack(
        "ebook-hidden-javascript-link",
        "the same with character references and white space",
        ACTIVE,
        {"s": '<p><a href=" java&#10;Scr&#x69;pt&#58;alert(1)">a</a></p>'},
    ),
    Attack("ebook-data-link", "a link to a page in a data address", ACTIVE, {"s": '<p><a href="data:text/html,x">a</a></p>'}),
    Attack(
        "ebook-javascript-in-a-drawing",
        "a javascript: link in a drawing",
        ACTIVE,
        {"s": '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:x"/></svg>'},
    ),
    Attack("ebook-frame", "a frame in the e-book", ACTIVE, {"s": '<iframe src="a.xhtml"></iframe>'}),
    Attack("ebook-object", "an object in the e-book", ACTIVE, {"s": '<object data="a.swf"></object>'}),
    Attack("ebook-form", "a form in the e-book", ACTIVE, {"s": '<form action="http://x.example/"><p>a</p></form>'}),
    Attack(
        "ebook-refresh",
        "a page of the e-book that loads another",
        ACTIVE,
        {"s": '<meta http-equiv="refresh" content="0;url=http://x.example/"/>'},
    ),
    Attack("ebook-base", "a base address for all links of the e-book", ACTIVE, {"s": '<base href="http://x.example/"/>'}),
    Attack(
        "ebook-animation",
        "a drawing that changes its own links",
        ACTIVE,
        {"s": '<svg xmlns="http://www.w3.org/2000/svg"><a><set attributeName="href" to="javascript:x"/></a></svg>'},
    ),
    Attack("ebook-picture", "a picture from the web in the e-book", REMOTE, {"s": '<img src="http://x.example/a.png" alt="a"/>'}),
    Attack("ebook-picture-without-scheme", "the same without http:", REMOTE, {"s": '<img src="//x.example/a.png" alt="a"/>'}),
    Attack(
        "ebook-picture-set",
        "a set of pictures from the web",
        REMOTE,
        {"s": '<img src="a.png" srcset="a.png 1x, http://x.example/b.png 2x" alt="a"/>'},
    ),
    Attack("ebook-sheet", "a style sheet from the web", REMOTE, {"s": '<link rel="stylesheet" href="https://x.example/a.css"/>'}),
    Attack(
        "ebook-style",
        "a background from the web in an element",
        REMOTE,
        {"s": '<p style="background: url(http://x.example/a.png)">a</p>'},
    ),
    Attack(
        "ebook-style-element",
        "a background from the web in a style element",
        REMOTE,
        {"s": "<style>p { background: url('//x.example/a.png') }</style>"},
    ),
    Attack(
        "ebook-drawing-elsewhere",
        "a drawing that uses a part of a file from the web",
        REMOTE,
        {
            "s": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><use x:href="http://x.example/a.svg#a"/></svg>'
        },
    ),
)

SHEETS = (
    Attack(
        "ebook-import", "a style sheet that imports another from the web", REMOTE, {"css": "@import url(http://x.example/a.css);"}
    ),
    Attack("ebook-import-by-text", "the same without url()", REMOTE, {"css": "@import 'http://x.example/a.css';"}),
    Attack(
        "ebook-font", "a font from the web", REMOTE, {"css": "@font-face { font-family: x; src: url(https://x.example/a.ttf) }"}
    ),
    Attack(
        "ebook-escaped-address",
        "an address whose letters are escaped",
        REMOTE,
        {"css": r"p { background: u\72l(ht\74p://x.example/a.png) }"},
    ),
    Attack(
        "ebook-address-behind-a-comment",
        "an address behind a comment",
        REMOTE,
        {"css": "p { background: url(/**/http://x.example/a.png) }"},
    ),
    Attack("ebook-expression", "a script in a style", ACTIVE, {"css": "p { width: expression(alert(1)) }"}),
)

ENTRIES = (
    Attack("ebook-program", "a program among the files of the e-book", ACTIVE, {"a.js": "alert(1)"}),
    Attack(
        "ebook-hidden-page",
        "a page with a script that no other page leads to",
        ACTIVE,
        {"b.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><script/></html>'},
    ),
    Attack(
        "ebook-instruction",
        "an instruction to load a style sheet",
        ACTIVE,
        {"b.xhtml": '<?xml-stylesheet href="http://x.example/"?><html xmlns="http://www.w3.org/1999/xhtml"/>'},
    ),
    Attack(
        "ebook-entities",
        "entities in a page of the e-book",
        ACTIVE,
        {"b.xhtml": '<!DOCTYPE html [<!ENTITY a "b">]><html xmlns="http://www.w3.org/1999/xhtml">&a;</html>'},
    ),
    Attack(
        "ebook-item-elsewhere",
        "a file of the e-book that is listed with a web address",
        REMOTE,
        {"package.opf": '<package xmlns="http://www.idpf.org/2007/opf"><item href="http://x.example/a.xhtml"/></package>'},
    ),
)

ATTACKS = (*BODIES, *SHEETS, *ENTRIES)
