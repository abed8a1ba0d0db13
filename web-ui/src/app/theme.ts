import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The colour of deep, calm water: the product's own. */
const lagoon: MantineColorsTuple = [
  '#e9f6f7', '#d3e9ec', '#a6d3d9', '#75bbc5', '#4fa6b3', '#3599a8', '#1f8797', '#0f6f7f',
  '#0c5a68', '#084753',
];

/** Greys with a drop of the same water in them. */
const night: MantineColorsTuple = [
  '#dce4e6', '#b9c5c9', '#97a6ab', '#73858b', '#40525a', '#2c3c43', '#1f2d33', '#17242a',
  '#111b20', '#0c1418',
];

/** Alerts take the tones of the states, tinted rather than loud. */
const alertTones: { readonly [color: string]: string | undefined } = {
  red: 'var(--tone-bad)',
  orange: 'var(--tone-warn)',
  yellow: 'var(--tone-warn)',
  teal: 'var(--tone-good)',
  indigo: 'var(--tone-wait)',
};

const fontFamily = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

export const theme = createTheme({
  primaryColor: 'lagoon',
  primaryShade: { light: 7, dark: 7 },
  colors: { lagoon, dark: night },
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, monospace",
  headings: {
    fontFamily,
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, multiline: true, maw: 320 } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45, blur: 2 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      styles: { title: { fontSize: 17, fontWeight: 650 } },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Select: { defaultProps: { clearButtonProps: { 'aria-label': 'Clear' } } },
    Alert: {
      vars: (_: unknown, { color }: { color?: string }) => {
        const tone = alertTones[color ?? ''] ?? 'var(--tone-work)';
        return {
          root: {
            '--alert-bg': `color-mix(in srgb, ${tone} 7%, var(--surface))`,
            '--alert-bd': `1px solid color-mix(in srgb, ${tone} 32%, var(--surface))`,
            '--alert-color': tone,
          },
        };
      },
    },
    Table: { defaultProps: { verticalSpacing: 'sm', highlightOnHover: true, highlightOnHoverColor: 'var(--surface-soft)' } },
    Card: { defaultProps: { withBorder: true, padding: 'lg' } },
    Paper: { defaultProps: { withBorder: true } },
  },
});
