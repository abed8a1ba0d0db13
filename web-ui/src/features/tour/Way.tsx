import { type TourStep, tourTemplate, type TourView } from '@/model/tour';
import { ButtonLink } from '@/shared/ui/links';

interface Props {
  readonly step: TourStep | 'end';
  readonly view: TourView & { readonly path: string };
}

/** The way to where the step is done; none where one is there already. */
export function Way({ step, view }: Props) {
  const { workflow, run, path } = view;
  switch (step) {
    case 'install':
      return path === `/templates/${tourTemplate}` ? null : (
        <ButtonLink to="/templates/$templateId" params={{ templateId: tourTemplate }}>
          To the template
        </ButtonLink>
      );
    case 'publish':
      return !workflow || path === `/workflows/${workflow.id}` || (path === `/workflows/${workflow.id}/edit` && !workflow.published) ? null : (
        <ButtonLink to="/workflows/$workflowId" params={{ workflowId: workflow.id }}>
          To the workflow
        </ButtonLink>
      );
    case 'launch':
      return path === '/sandbox' ? null : <ButtonLink to="/sandbox">To the sandbox</ButtonLink>;
    case 'approve':
      return <ButtonLink to="/sandbox" search={{ tab: 'changes' }}>To the changes</ButtonLink>;
    case 'watch':
    case 'read':
      return !run || path === `/runs/${run.id}` ? null : (
        <ButtonLink to="/runs/$runId" params={{ runId: run.id }}>
          To the run
        </ButtonLink>
      );
    case 'end':
      return null;
    default:
      return step satisfies never;
  }
}
