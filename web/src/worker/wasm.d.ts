// The build copies the module here (web/README.md); its types are in module.ts.
declare module '*/wasm/firsthand.mjs' {
  const createModule: Parameters<typeof import('./module').Module.load>[0];
  export default createModule;
}
declare module '*.wasm?url' {
  const url: string;
  export default url;
}
