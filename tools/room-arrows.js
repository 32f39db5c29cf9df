// The arrows of ARCHITECTURE.md: which room may import from which. Types are no exemption.
const arrows = {
  'src/core': ['core'],
  'src/data': ['core', 'data'],
  'src/llm': ['core', 'llm'],
  'src/rpc': ['core', 'rpc', 'workers'],
  'src/state': ['core', 'data', 'rpc', 'state'],
  'src/ui': ['core', 'state', 'ui'],
  workers: ['core', 'data', 'llm', 'workers'],
};
const allRooms = ['core', 'data', 'llm', 'rpc', 'state', 'ui', 'workers'];

/** One ESLint block a room; static, dynamic and type imports are all held to the arrows. */
export const rooms = Object.entries(arrows).map(([room, allowed]) => {
  const closed = allRooms.filter((name) => !allowed.includes(name)).join('|');
  const message = `${room} may import only from: ${allowed.join(', ')} (see ARCHITECTURE.md).`;
  return {
    files: [`${room}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: `^#(${closed})/`, message },
            { regex: '^\\.\\./', message: 'Use #room/… instead of climbing with ../' },
            { regex: '^#tests/', message: 'Tests import the program, never the other way.' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: `ImportExpression[source.value=/^#(${closed}|tests)\\//]`, message },
        {
          selector: 'ImportExpression[source.value=/^\\.\\.\\//]',
          message: 'Use #room/… instead of climbing with ../',
        },
      ],
    },
  };
});
