import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { memo } from 'react';
import type { Pick } from '@/model/picks';
import { putAnywhere } from '../canvas/put';
import { useEditorStore } from '../useEditor';
import classes from './Palette.module.css';
import { PickIcon } from './PickIcon';
import { addRecent, toggleFavourite } from './remembered';
import { useCarry } from './useCarry';
import { walkPalette } from './walkPalette';

interface Props {
  readonly pick: Pick;
  readonly favourite: boolean;
}

/** One kind of node: dragged to the canvas, or added by pressing it. */
export const PaletteItem = memo(function PaletteItem({ pick, favourite }: Props) {
  const store = useEditorStore();
  const handlers = useCarry(pick, () => {
    addRecent(pick.id);
    putAnywhere(store.getState(), pick);
  });
  const Star = favourite ? IconStarFilled : IconStar;
  return (
    <li className={classes['item']}>
      <button
        type="button"
        className={classes['pick']}
        title={pick.summary}
        data-palette-item={pick.id}
        aria-label={`Add ${pick.title}`}
        onKeyDown={walkPalette}
        {...handlers}
      >
        <PickIcon icon={pick.icon} family={pick.family} />
        <span className={classes['title']}>{pick.title}</span>
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={classes['star']}
        data-on={favourite || undefined}
        aria-pressed={favourite}
        aria-label={`Favourite: ${pick.title}`}
        onClick={() => toggleFavourite(pick.id)}
      >
        <Star size={14} aria-hidden />
      </button>
    </li>
  );
});
