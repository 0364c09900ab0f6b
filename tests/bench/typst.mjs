// usage: node typst.mjs SOURCE.typ OUT.pdf : compiles, and prints the milliseconds that compiling alone took.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.env.TAQRIR_NODE_MODULES + "/"));
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
const [source, target] = process.argv.slice(2);
const start = performance.now();
const compiler = NodeCompiler.create();
const pdf = compiler.pdf({ mainFileContent: readFileSync(source, "utf8") });
console.log((performance.now() - start).toFixed(1));
writeFileSync(target, pdf);
