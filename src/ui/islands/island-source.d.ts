declare module '*?island' {
  const source: string;
  export default source;
}
