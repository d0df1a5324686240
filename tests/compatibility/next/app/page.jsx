// SPDX-License-Identifier: MIT
import { Offers } from './offers.jsx';

export default function ThankYou() {
  return (
    <main>
      <h1>Danke für Ihre Bestellung</h1>
      <Offers />
    </main>
  );
}
