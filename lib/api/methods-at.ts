import { type Method, routes } from './routes.ts';

const shapes = Object.values(routes).map(({ method, path }) => ({
  method,
  shape: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
}));

/** The methods that have an operation at a path, HEAD with GET; none where the API has nothing. */
export function methodsAt(path: string): (Method | 'HEAD')[] {
  const found = shapes.filter(({ shape }) => shape.test(path)).map(({ method }) => method);
  return [...new Set(found)].flatMap((method) =>
    method === 'GET' ? ['GET' as const, 'HEAD' as const] : method,
  );
}
