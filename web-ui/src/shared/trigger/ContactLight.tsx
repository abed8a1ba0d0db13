import { IconAntennaBars5, IconCircleCheckFilled, IconKeyOff, IconShieldX } from '@tabler/icons-react';
import type { Contact } from '@/model/senderSetUp';
import { When } from '@/shared/ui/When';
import classes from './ContactLight.module.css';

const icons = {
  'no-secret': IconKeyOff,
  waiting: IconAntennaBars5,
  received: IconCircleCheckFilled,
  refused: IconShieldX,
} as const;

/** Whether the sender gets through; said aloud when it changes. */
export function ContactLight({ contact }: { readonly contact: Contact }) {
  const Icon = icons[contact.state];
  return (
    <div className={classes['light']} data-state={contact.state} role="status">
      <Icon aria-hidden />
      <div>{said(contact)}</div>
    </div>
  );
}

function said(contact: Contact) {
  switch (contact.state) {
    case 'no-secret':
      return (
        <>
          <strong>No secret yet</strong>
          <span>Every delivery is refused until there is one.</span>
        </>
      );
    case 'waiting':
      return (
        <>
          <strong>Waiting for the first event</strong>
          <span>This changes by itself as soon as one arrives.</span>
        </>
      );
    case 'received':
      return (
        <>
          <strong>
            Received at <When at={contact.at} as="full" />
          </strong>
          <span>
            The sender gets through; the last delivery came <When at={contact.at} />.
          </span>
        </>
      );
    case 'refused':
      return (
        <>
          <strong>
            Refused at <When at={contact.at} as="full" />
          </strong>
          <span>
            A delivery came whose signature does not fit: check the secret at the sender.
            {contact.before && (
              <>
                {' '}
                The last good one came <When at={contact.before} />.
              </>
            )}
          </span>
        </>
      );
    default:
      return contact satisfies never;
  }
}
