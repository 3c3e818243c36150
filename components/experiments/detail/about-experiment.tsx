import { Fact, FactList, IdFact } from '#components/ui/facts.tsx';
import type { Experiment } from '#lib/experiments/experiment-schema.ts';
import { studioExperimentId } from '#lib/experiments/output-names.ts';
import { exactTime } from '#lib/format/time.ts';

export function AboutExperiment({ experiment }: { experiment: Experiment }) {
  return (
    <section aria-labelledby="about" className="max-w-[420px]">
      <h2 id="about" className="mb-2">
        About
      </h2>
      <FactList>
        <Fact name="Created">{exactTime(experiment.createdAt)}</Fact>
        <Fact name="Updated">{exactTime(experiment.updatedAt)}</Fact>
        <IdFact name="Id" what="experiment id" value={experiment.id} />
        <IdFact
          name="Studio id"
          what="id in the Studio (classic) API"
          value={studioExperimentId(experiment)}
        />
      </FactList>
    </section>
  );
}
