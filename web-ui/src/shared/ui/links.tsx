import { Anchor, type AnchorProps, Button, type ButtonProps, Menu, type MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Native = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'style'> & { ref?: Ref<HTMLAnchorElement> };

/** A link to another page of this application. */
export const TextLink = createLink((props: AnchorProps & Native) => <Anchor {...props} />);

/** A link that looks like a button. */
export const ButtonLink = createLink((props: Omit<ButtonProps, 'style'> & Native) => (
  <Button component="a" {...props} />
));

/** A link in a menu. */
export const MenuLink = createLink((props: Omit<MenuItemProps, 'style'> & Native) => (
  <Menu.Item component="a" {...props} />
));
