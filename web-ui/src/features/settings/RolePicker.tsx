import { Checkbox, Stack } from '@mantine/core';
import { type Role, roles } from '@/api/types';

const meanings: { readonly [role in Role]: string } = {
  viewer: 'sees everything but secrets',
  operator: 'starts, cancels and repairs runs',
  editor: 'changes and publishes workflows',
  approver: 'decides approvals',
  responder: 'breaks the glass: enforces a policy before its review, until a stated end',
  'connection-manager': 'makes and changes connections',
  auditor: 'reads the audit log',
  admin: 'people, projects, connections, settings: of the whole installation',
};

interface Props {
  readonly value: readonly Role[];
  /** Those that can be given here; all if left out. */
  readonly offered?: readonly Role[];
  readonly onChange: (roles: Role[]) => void;
}

export function RolePicker({ value, offered = roles, onChange }: Props) {
  return (
    <Checkbox.Group label="Roles" value={[...value]} onChange={(chosen) => onChange(chosen as Role[])}>
      <Stack gap={8} mt={6}>
        {offered.map((role) => (
          <Checkbox key={role} value={role} label={role} description={meanings[role]} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
