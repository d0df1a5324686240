// SPDX-License-Identifier: MIT
export const metadata = { title: 'Danke' };

export default function Layout({ children }) {
  return (
    <html lang="de">
      <body>{children}</body>
    </html>
  );
}
