import { applyDecorators, Header } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';

/** A page for somebody who came by a link: it loads nothing, is kept nowhere, and does not tell where anybody came from. */
export const LonelyPage = (): MethodDecorator =>
  applyDecorators(
    Header('Content-Type', 'text/html; charset=utf-8'),
    Header('Content-Security-Policy', "default-src 'none'; form-action 'self'; style-src 'unsafe-inline'"),
    Header('Referrer-Policy', 'no-referrer'),
    Header('Cache-Control', 'no-store'),
    ApiProduces('text/html'),
    ApiResponse({ status: 200, description: 'The page', schema: { type: 'string' } }),
  );

const STYLE = `body{font:18px/1.6 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;text-align:center}form{display:inline}button{font:inherit;padding:.7rem 1.6rem;margin:.2rem}`;

export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style>${body}</html>`;
