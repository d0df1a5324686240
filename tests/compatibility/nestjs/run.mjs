// SPDX-License-Identifier: MIT
//
// The offers in NestJS: mounted before its body parser, as middleware of a module behind it, behind it with `rawBody`,
// in a controller, and with a parser that keeps nothing. Written without decorators, which Node does not run.
import 'reflect-metadata';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expressEncore } from 'encore-offers/adapters/express';
import { nodeHandler } from 'encore-offers/adapters/nodejs';
import { buyFrom, openShop, refused } from './accepting.mjs';

/** A module whose middleware comes after the body parser of Nest. */
function moduleWith(middleware) {
  class Shop {
    configure(consumer) {
      if (middleware) consumer.apply(middleware).forRoutes('encore/*path');
    }
  }
  Module({})(Shop);
  return Shop;
}

/** A module with a controller that hands everything below /encore on. */
function controllerOf(handle) {
  class Offers {
    answer(request, response) {
      handle(request, response);
    }
  }
  Req()(Offers.prototype, 'answer', 0);
  Res()(Offers.prototype, 'answer', 1);
  All('*path')(Offers.prototype, 'answer', Object.getOwnPropertyDescriptor(Offers.prototype, 'answer'));
  Controller('encore')(Offers);
  class Shop {}
  Module({ controllers: [Offers] })(Shop);
  return Shop;
}

const swallow = (request, response, next) => request.resume().on('end', next);
const behind = server => moduleWith(expressEncore(server));

for (const [what, module, options, before, attempt] of [
  ['app.use before its parser', () => moduleWith(), {}, expressEncore, buyFrom],
  ['middleware of a module, behind its parser', behind, {}, null, buyFrom],
  ['middleware of a module, with rawBody', behind, { rawBody: true }, null, buyFrom],
  ['a controller, behind its parser', server => controllerOf(nodeHandler(server)), {}, null, buyFrom],
  ['behind a parser that keeps nothing', behind, { bodyParser: false }, () => swallow, refused],
]) {
  const shop = await openShop();
  const app = await NestFactory.create(module(shop.server), { ...options, logger: ['error', 'warn'] });
  if (before === expressEncore) app.use('/encore', expressEncore(shop.server));
  else if (before) app.use(before());
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  await attempt(shop, (path, init) => fetch(origin + path, init), `NestJS, ${what}`);
  await app.close();
}
