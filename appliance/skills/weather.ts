// The weather, from an entity that follows a forecast.
import { answer, nothingMeant } from './answering.ts';
import { done, failed, type Skill } from './skill.ts';

export const weatherSkill: Skill = {
  intents: ['HassGetWeather'],
  handle(call, context) {
    const { say, house } = context;
    const weather = call.targets.find(({ domain }) => domain === 'weather');
    if (weather === undefined) return Promise.resolve(nothingMeant(call, context, 'weather'));
    const state = house.state(weather.id);
    if (state === null) return Promise.resolve(failed(say.stateUnknown({ name: weather.name })));
    const { name } = weather;
    const { temperature, temperature_unit: unit } = state.attributes;
    const words = (): string => {
      const sky = say.stateIs({ name, state: state.value });
      if (typeof temperature !== 'number') return sky;
      return `${sky} ${say.temperatureIs({ name, value: temperature, unit: typeof unit === 'string' ? unit : '°C' })}`;
    };
    if (typeof temperature !== 'number') return Promise.resolve(done(words())); // templates say the temperature unseen
    return Promise.resolve(done(answer(call, { facts: { entities: [weather] }, words }, context)));
  },
};
