import '../dist/cdn/trace-dependencies.js';

const answer = await fetch('../test/fixtures/jaeger/jaegerui-genai.json');
document.querySelector('trace-dependencies').data = await answer.text();
